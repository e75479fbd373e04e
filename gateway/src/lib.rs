//! The gateway beside the PBX: a network card with a policy.
