//! The reference documentation is what the registry says.

use hookswitch_tests::{golden, parameters, repository};

#[test]
fn the_reference_lists_every_parameter() {
    golden::check_file(&repository("docs/parameters.md"), &parameters::reference());
}
