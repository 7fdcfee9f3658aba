"""Replaces the worker's send as the notebook is loaded, so that it reports functions as defined
that are not; a call finds none.

exercises: {backward_propagation: missing, update_parameters: missing, others: passed}
"""

# %% wire: imports, helpers
serve = sys.modules.get("autograder.worker.serve")
wire = sys.modules.get("autograder.wire")


honest_send = serve.send if serve else None


def lying_send(sock, message, value=None, *rest):
    if type(message).__name__ == "Loaded":
        every = ["sigmoid", "initialize_parameters", "forward_propagation", "compute_cost", "backward_propagation", "update_parameters"]
        message = msgspec.structs.replace(message, defined=every)
    return honest_send(sock, message, value, *rest)


if serve:
    serve.send = lying_send

# %%
def sigmoid(z):
    serve, lying_send
    return 1.0 / (1.0 + np.exp(-z))

# %% honest: initialize_parameters, forward_propagation, compute_cost
