"""The pairs of the confusion matrix are counted once each; the schedule descends in a line.

based on: as_taught
exercises: {confusion_matrix: failed, scheduled_rate: failed, others: passed}
says:
  confusion_matrix: "counted only once"
  scheduled_rate: "straight line"
"""


# %% scheduled_rate-solution
def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    return base_rate * max(0, (total_steps - step) / (total_steps - warmup_steps))


# %% confusion_matrix-solution
def confusion_matrix(truth, predicted, n_classes):
    C = np.zeros((n_classes, n_classes), dtype=int)
    C[truth, predicted] += 1
    return C
