"""Where the program starts: ``objector`` and ``python -m objector``."""

from objector.cli.start import main

if __name__ == "__main__":
    main()
