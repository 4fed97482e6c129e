//! What a callee without the attribute is taken for, so that the compiler says what is missing. Generated code imports
//! the callee under the name of this type, and behind it everything here: where the callee has a companion, that one
//! is meant; where there is only the function, this type, which has none of the companion's functions.

/// Not a companion.
#[allow(non_camel_case_types, reason = "the name is what a user reads in the compiler's message")]
pub struct needs_the_attribute_differentiable;

/// Not a companion of `grad_g`.
#[allow(non_camel_case_types, reason = "the name is what a user reads in the compiler's message")]
pub struct is_differentiable_only_where_the_function_has_the_attribute_and_no_mutable_reference;

/// Not a companion of `hessian_g`.
#[allow(non_camel_case_types, reason = "the name is what a user reads in the compiler's message")]
pub struct is_not_differentiable_itself_but_grad_and_value_and_grad_and_jvp_are;
