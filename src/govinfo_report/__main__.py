"""``python -m govinfo_report``."""

from govinfo_report.cli import main

if __name__ == "__main__":
    main()
