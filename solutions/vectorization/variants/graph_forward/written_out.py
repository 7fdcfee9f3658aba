"""Each number by its own formula; the inputs are in the dict as well."""


def graph_forward(a, b, c):
    return dict(a=a, b=b, c=c, u=b * c, v=a + b * c, J=3 * (a + b * c))
