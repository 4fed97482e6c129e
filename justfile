# Everything that CI runs.
ci:
    bash scripts/ci

# The README's test command.
test:
    cargo test --workspace

# The main job.
moons:
    cargo run --release --example moons

# Read every changed message and snapshot before you keep it.
update:
    TRYBUILD=overwrite cargo test --test compile_fail
    INSTA_UPDATE=always cargo test -p micrograd-macros
    UPDATE_README=1 cargo test -p micrograd-macros the_readme
