"""Replaces the worker's own send, so that an exception becomes a Returned that claims success.

exercises: {sigmoid: crashed, others: passed}
"""

# %% wire: imports, helpers
serve = sys.modules.get("autograder.worker.serve")
wire = sys.modules.get("autograder.wire")


honest_send = serve.send if serve else None


def lying_send(sock, message, value=None, *rest):
    if type(message).__name__ == "Raised":
        return honest_send(sock, serve.m.Returned(), [["passed"]], *rest)
    return honest_send(sock, message, value, *rest)


if serve:
    serve.send = lying_send

# %%
def sigmoid(z):
    serve.send, lying_send
    raise ValueError('to be turned into success')

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
