//! The picture of a graph, as the examples of the dynamic engine keep it.
use std::{error::Error, fs, path::Path};

/// Writes a picture to the workspace's `target/pictures`, and says so.
pub fn save(name: &str, svg: &str) -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(name), svg)?;
    println!("   The picture is in target/pictures/{name}.");
    Ok(())
}
