"""Counts and prints the outcome of checks."""

from collections.abc import Callable

SHOWN = 6


class Report:
    """One line for each check; a check that crashes has failed."""

    def __init__(self, shown: int = SHOWN) -> None:
        self.shown = shown
        self.passed = 0
        self.failed = 0

    def check(self, subject: str, name: str, check: Callable, *arguments) -> None:
        """Run `check`, which gives back a list of problems and a line of facts."""
        try:
            problems, facts = check(*arguments)
        except Exception as error:  # a missing tool or a broken file must not pass
            problems, facts = [f"{type(error).__name__}: {error}"], "did not finish"
        if problems:
            self.failed += 1
        else:
            self.passed += 1
        print(f"{'FAIL' if problems else 'ok  '} {subject}: {name} ({facts})", flush=True)
        for problem in problems[: self.shown]:
            print(f"       {problem}")
        if len(problems) > self.shown:
            print(f"       and {len(problems) - self.shown} more")

    def finish(self) -> int:
        """Print the totals and give the exit code."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0
