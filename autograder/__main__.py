"""The `autograder` command, which is `python -m autograder` as well."""

from autograder.surroundings import keep_out_current_folder


def main() -> None:
    """Run the command line, once nothing is taken from the current folder any more."""
    keep_out_current_folder()
    from autograder.cli.app import main as run  # noqa: PLC0415 - imports what may lie there

    run()


if __name__ == "__main__":
    main()
