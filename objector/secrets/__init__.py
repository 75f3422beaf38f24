"""Where passwords, codes and sessions are kept: the operating system's keyring, and files sealed with a key from it."""
