"""Filing for many accounts: the plan, the pace, the reasons to leave a platform alone, and the queue of questions."""
