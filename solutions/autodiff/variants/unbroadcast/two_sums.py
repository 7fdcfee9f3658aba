"""All axes that were added in one sum, all that were stretched in another."""


def unbroadcast(grad, shape):
    added = grad.ndim - len(shape)
    grad = grad.sum(axis=tuple(range(added)))
    stretched = [axis for axis, length in enumerate(shape) if length == 1]
    return grad.sum(axis=tuple(stretched), keepdims=True)
