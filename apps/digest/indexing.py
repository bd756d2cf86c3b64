"""What of a digest can be found: the author's own words in what was published.

The quotations are found as the answers they are: one that is withdrawn is gone then.
"""

from apps.digest.document import Document as Published
from apps.digest.documents import covered
from apps.digest.models import Digest
from apps.lib import markup
from apps.search.documents import Document


def digest_document(digest: Digest) -> Document | None:
    """As it was published last, with the names of today; None where readers find none.
    Three queries."""
    document = covered(digest)
    if document is None or digest.published_at is None or digest.is_taken_down:
        return None
    return Document(
        kind="digest",
        key=digest.public_id,
        url=digest.get_absolute_url(),
        date=digest.published_at,
        title=document.title,
        body="\n".join(_words(document)),
        essay=digest.essay.slug,
        state="published",
    )


def _words(document: Published) -> list[str]:
    texts = [document.intro, document.changed_mind]
    for group in document.groups:
        texts += [group.heading, group.lead_in]
        for item in group.items:
            texts += [item.lead_in, item.said, item.reply]
    texts += [one.what for one in document.corrections]
    texts.append(document.outro)
    return [document.subtitle, *(markup.plain(text) for text in texts if text)]
