"""The seal: a PAdES signature of the organisation over the whole PDF (ETSI EN 319 142)."""

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper

FIELD = "OrganizationSeal"


def sign_pdf(
    pdf: bytes, *, signer: SimpleSigner, reason: str, location: str, timestamp_url: str = ""
) -> bytes:
    """The PDF with an invisible signature appended; what was there stays byte for byte.

    With `timestamp_url` (RFC 3161) the signature carries a trusted time. Raises pyHanko's errors
    when the time-stamp server does not answer: the caller tries again later.
    """
    stamper = HTTPTimeStamper(timestamp_url, timeout=10) if timestamp_url else None
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    signed = signers.PdfSigner(metadata, signer, timestamper=stamper).sign_pdf(writer)
    return bytes(signed.getbuffer())
