"""What a paper is made of, for each kind."""

from hubs.models import Paper, PaperKind


def content_of(paper: Paper) -> bytes:
    """The file; whoever makes it loads what prints."""
    if paper.kind == PaperKind.SUMMARY:
        from hubs.summaries import printed

        return printed(paper)
    from hubs.dossier.writing import packed

    return packed(paper.call)


def suffix_of(paper: Paper) -> str:
    return ".pdf" if paper.kind == PaperKind.SUMMARY else ".zip"


def media_type_of(paper: Paper) -> str:
    return "application/pdf" if paper.kind == PaperKind.SUMMARY else "application/zip"
