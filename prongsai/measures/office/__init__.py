"""The staff room: plan, measure, requests, checks, import and report."""
