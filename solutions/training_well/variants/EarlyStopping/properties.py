"""One tuple with what is best, shown by properties; the patience is used up."""


class EarlyStopping:
    def __init__(self, patience):
        self._patience = self._left = patience
        self._best = (float("inf"), {})

    @property
    def best_cost(self):
        return self._best[0]

    @property
    def best_parameters(self):
        return self._best[1]

    def update(self, cost, parameters):
        if cost < self.best_cost:
            self._best = (cost, {name: 1.0 * value for name, value in parameters.items()})
            self._left = self._patience
        else:
            self._left -= 1
        return self._left <= 0
