# Everything that CI runs.
ci:
    bash scripts/ci

# The README's test command.
test:
    cargo test --workspace

# The main job.
moons:
    cargo run --release --example moons

# Random programs through every engine, for as long as you like: ctrl-c ends it. `just fuzz --seed 1000 --time 3600`
fuzz *args:
    cargo run --release -p micrograd-fuzz -- --count 1000000 {{args}}

# The random programs find five deliberate faults of the macro.
fuzz-faults:
    bash scripts/fuzz-faults

# Read every changed message and snapshot before you keep it.
update:
    TRYBUILD=overwrite cargo test --test compile_fail
    INSTA_UPDATE=always cargo test -p micrograd-macros
    UPDATE_README=1 cargo test -p micrograd-macros the_readme
