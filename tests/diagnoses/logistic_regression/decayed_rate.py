# %% no_brackets
# known: rate_without_brackets
def decayed_rate(learning_rate, decay, step):
    return learning_rate / 1 + decay * step

# %% exponential
# says: The result does not depend on `decay`, and it should.
def decayed_rate(learning_rate, decay, step):
    return learning_rate * 0.95 ** step
