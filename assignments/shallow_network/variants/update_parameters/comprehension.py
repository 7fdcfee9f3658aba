"""A comprehension over the items, merged over the old parameters; a lambda."""

update_parameters = lambda parameters, grads, learning_rate=1.2: {
    **parameters,
    **{key: value - learning_rate * grads["d" + key] for key, value in parameters.items()},
}
