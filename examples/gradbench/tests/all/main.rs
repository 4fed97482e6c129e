//! The conversation with a driver, and every objective through every engine of micrograd.
mod conversation;
mod derivatives;
