"""Opening the seal's certificate once: examining an RSA key takes a tenth of a second each time."""

from functools import cached_property, lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.sign.general import get_pyca_cryptography_hash
from pyhanko.sign.signers import SimpleSigner


class KeptKeySigner(SimpleSigner):
    """A signer that opens its key once; pyHanko's own opens it for each signature, twice."""

    @cached_property
    def _key(self) -> Any:
        # It was examined when the PKCS#12 file was opened.
        der = self.signing_key.dump()
        return load_der_private_key(der, None, unsafe_skip_rsa_key_validation=True)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        """The raw signature; keys other than RSA are opened quickly and left to pyHanko."""
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        if mechanism.signature_algo != "rsassa_pkcs1v15":
            return super().sign_raw(data, digest_algorithm)
        hashed = get_pyca_cryptography_hash(digest_algorithm)
        return bytes(self._key.sign(data, PKCS1v15(), hashed))


@lru_cache(maxsize=4)
def open_signer(content: bytes, passphrase: bytes | None) -> SimpleSigner:
    """The signer of a PKCS#12 file. Raises ValueError when file or passphrase is wrong."""
    # Kept by the file's content: another organisation's file never has the same one.
    read = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase)
    if read.signing_cert is None:
        raise ValueError("no certificate")
    return KeptKeySigner(
        signing_cert=read.signing_cert,
        signing_key=read.signing_key,
        cert_registry=read.cert_registry,
    )
