"""Sorted names of both dicts in parallel; other names of the arguments, and a star."""


def update_parameters(params, gradients, alpha=1.2, *, verbose=False):
    updated = {}
    for name, d_name in zip(sorted(params), sorted(gradients)):
        assert d_name == "d" + name
        if verbose:
            print(f"{name} moves by {-alpha * gradients[d_name]}")
        updated[name] = params[name] - alpha * gradients[d_name]
    return updated
