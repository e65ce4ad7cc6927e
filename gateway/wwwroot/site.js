// Pages work without this file; with it they stay live.
