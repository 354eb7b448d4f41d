"""From conflicts and assignments to marks, rankings and summaries."""
