//! What the system alone asks for a site: reads a finished one into memory, then writes the same files
//! again with two threads. `floor FROM TO` prints wall and CPU seconds of the writing.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs, thread};

fn main() {
    let mut arguments = env::args().skip(1).map(PathBuf::from);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        panic!("floor FROM TO");
    };
    let (mut folders, mut files) = (vec![PathBuf::new()], Vec::new());
    let mut at = 0;
    while at < folders.len() {
        let folder = folders[at].clone();
        at += 1;
        for entry in fs::read_dir(from.join(&folder)).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = folder.join(entry.file_name());
            if entry.file_type().expect("a kind").is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(entry.path()).expect("a file");
                files.push((path, bytes));
            }
        }
    }
    let (start, before) = (Instant::now(), cpu());
    folders.iter().for_each(|f| fs::create_dir_all(to.join(f)).expect("a new folder"));
    let half = files.len() / 2;
    thread::scope(|scope| {
        scope.spawn(|| write(&files[..half], &to));
        scope.spawn(|| write(&files[half..], &to));
    });
    println!("{:.3} {:.3}", start.elapsed().as_secs_f64(), cpu() - before);
}

fn write(files: &[(PathBuf, Vec<u8>)], to: &Path) {
    for (path, bytes) in files {
        fs::write(to.join(path), bytes).expect("a new file");
    }
}

/// Seconds of CPU that this process has used, from Linux's own account in hundredths.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let behind_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<f64> = behind_name.split(' ').filter_map(|f| f.parse().ok()).collect();
    (fields[10] + fields[11]) / 100.0
}
