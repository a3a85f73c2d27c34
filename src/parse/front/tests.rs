//! Front matter of each generator, and broken front matter.
