seconds_per_week = "604800"
slice_choice = "word[4:]"


def initials(name):
    first, last = name.split()
    return first[0].upper() + ". " + last[0].upper() + "."


def times_table(n):
    lines = [f"{n} x {i} = {n * i}" for i in range(1, 11)]
    return "\n".join(lines)


def shared_letters(first, second):
    return {letter for letter in first if letter in second}


def save_scores(scores):
    for name in sorted(scores):
        with open("score.txt", "a") as file:
            print(f"{name}: {scores[name]}", file=file)


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if self.balance - amount < 0:
            print("not enough")
        else:
            self.balance -= amount


def count_matching(values, condition):
    return [value for value in values if condition(value)]


def chessboard():
    print([2**square for square in range(8)])
