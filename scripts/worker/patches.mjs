/** What must be changed in the worker's sources so that they build and run with Debian's libraries. */

export const patches = [
  {
    why: 'Debian 12 has Meson 1.0, and nothing in here needs more',
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    to: "meson_version: '>= 1.0.0'",
  },
  {
    // The callback answers 1 to every control call that returns, so also to "is kernel TLS on?". Debian's OpenSSL is
    // built with kernel TLS, which upstream's own isn't: it then allocates no write buffer, and the worker dies at the
    // first DTLS handshake.
    why: 'the callback must pass on what every kind of call returned',
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1',
    to: '((operationType & BIO_CB_RETURN) != 0) ? static_cast<long>(ret) : 1',
  },
  {
    why: 'a precompiled header, for the worker',
    file: 'meson.build',
    from: "  cpp_args: cpp_args + ['-DMS_EXECUTABLE'],",
    to: "  cpp_args: cpp_args + ['-DMS_EXECUTABLE'],\n  cpp_pch: 'pch/precompiled.hpp',",
  },
  {
    why: 'a precompiled header, for the bandwidth estimation',
    file: 'deps/libwebrtc/meson.build',
    from: '  cpp_args: cpp_args,',
    to: "  cpp_args: cpp_args,\n  cpp_pch: '../../pch/precompiled.hpp',",
  },
];

/** @param {string} text @param {typeof patches[number]} patch */
export function applyPatch(text, { from, to, file, why }) {
  if (!text.includes(from)) throw new Error(`${file} of this mediasoup has changed; not applied: ${why}`);
  return text.replaceAll(from, to);
}
