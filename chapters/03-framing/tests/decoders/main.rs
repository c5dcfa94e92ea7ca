//! The decoders by themselves: bytes in, messages or errors out. No socket,
//! no clock.

mod length;
mod library_codecs;
mod line;
