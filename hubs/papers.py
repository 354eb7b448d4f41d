"""What a paper is made of, for each kind."""

from hubs.models import Paper, PaperKind


def content_of(paper: Paper) -> bytes:
    """The file; whoever makes it loads what prints."""
    if paper.kind == PaperKind.SUMMARY:
        from hubs.evaluation.summaries import printed

        return printed(paper)
    if paper.kind == PaperKind.REASONS:
        from hubs.reasons.printing import printed as printed_reasons

        return printed_reasons(paper)
    from hubs.dossier.writing import packed

    return packed(paper.call)


def suffix_of(paper: Paper) -> str:
    return ".zip" if paper.kind == PaperKind.DOSSIER else ".pdf"


def media_type_of(paper: Paper) -> str:
    return "application/zip" if paper.kind == PaperKind.DOSSIER else "application/pdf"
