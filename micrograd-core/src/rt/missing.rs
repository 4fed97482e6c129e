//! What a callee without the attribute is taken for, so that the compiler says what is missing. Generated code imports
//! the callee under the name of this type, and behind it everything here: where the callee has a companion, that one
//! is meant; where there is only the function, this type, which has none of the companion's functions.

/// Not a companion.
#[allow(non_camel_case_types, reason = "the name is what a user reads in the compiler's message")]
pub struct needs_the_attribute_differentiable;
