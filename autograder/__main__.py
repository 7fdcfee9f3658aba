"""The `autograder` command, also as `python -m autograder`."""

from autograder.surroundings import keep_out_current_folder


def main() -> None:
    """Run the command line, after making sure that nothing is imported from the current folder."""
    keep_out_current_folder()
    from autograder.cli.app import main as run  # noqa: PLC0415 - imports what may lie there

    run()


if __name__ == "__main__":
    main()
