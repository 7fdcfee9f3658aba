seconds_per_week = 24 * 60 * 60
slice_choice = "B"


def initials(name):
    return " ".join(word[0] + "." for word in name.split())


def times_table(n):
    for i in range(10):
        print(f"{n} x {i} = {n * i}")


def shared_letters(first, second):
    return sorted(set(first.lower()) & set(second.lower()))


def save_scores(scores):
    with open("scores.txt", "w") as file:
        for name in scores:
            file.write(f"{name}: {scores[name]}\n")


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance = self.balance + amount

    def withdraw(self, amount):
        if amount >= self.balance:
            return False
        self.balance = self.balance - amount
        return True


def count_matching(values, condition):
    count = 0
    for value in values:
        if condition:
            count += 1
    return count


def chessboard():  # a script has no cell that could print
    grains = 1
    for square in range(1, 9):
        grains = grains * 2
        print(f"square {square}: {grains}")
