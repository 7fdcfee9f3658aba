# %% no_brackets
def decayed_rate(learning_rate, decay, step):
    return learning_rate / 1 + decay * step

# %% exponential
def decayed_rate(learning_rate, decay, step):
    return learning_rate * 0.95 ** step
