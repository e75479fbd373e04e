//! The browser's part: both programs of the app, the worklet module and the static files, made
//! into a folder that any web server can serve under any path.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, anyhow, bail, ensure};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The programs of the app: the main thread's and the engine worker's.
const PROGRAMS: [&str; 2] = ["app", "engine"];

/// What is not compressed beside itself: it is compressed already.
const COMPRESSED: [&str; 3] = ["br", "png", "woff2"];

/// How a build is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Small and fast code.
    Release,
    /// Quick to build.
    Dev,
}

impl Mode {
    /// Cargo's name for the profile of the app, and the folder under `target/` it builds into.
    const fn profile(self) -> (&'static str, &'static str) {
        match self {
            Self::Release => ("release-web", "release-web"),
            Self::Dev => ("dev", "debug"),
        }
    }
}

/// Builds everything into `dist/` and prints what it weighs.
pub(crate) fn build(mode: Mode) -> Result<()> {
    let root = root()?;
    let dist = root.join("dist");
    add_target()?;
    let (profile, folder) = mode.profile();
    // The last step of each is one core's; cargo has a folder, and its lock, for each profile.
    let (app, modules) = thread::scope(|scope| {
        let app = ["build", "-p", "hookswitch-app", "--bins", "--profile", profile];
        let app = scope.spawn(move || cargo(&app));
        let modules = build_worklet().and_then(|worklet| Ok((worklet, build_programs()?)));
        (app.join(), modules)
    });
    app.map_err(|_| anyhow!("building the app panicked"))??;
    let (worklet, codecs) = modules?;

    // Everything is made beside the old folder, so that a server never sees half of it.
    let fresh = root.join("target/dist");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(&fresh)?;
    for program in PROGRAMS {
        let wasm = target_dir(&root).join(TARGET).join(folder).join(format!("{program}.wasm"));
        bindgen(&wasm, program, &fresh)?;
        if mode == Mode::Release {
            optimise(&fresh.join(format!("{program}_bg.wasm")), "-Os")?;
        }
    }
    fs::write(fresh.join("worklet.wasm"), &worklet)?;
    for (name, codec) in codecs {
        fs::write(fresh.join(name), codec)?;
        if mode == Mode::Release {
            optimise(&fresh.join(name), "-O3")?;
        }
    }
    copy_static(&root.join("static"), &fresh)?;
    copy_static(&root.join("core/texts"), &fresh.join("texts"))?;
    fs::write(fresh.join("index.html"), page(&fs::read_to_string(root.join("index.html"))?)?)?;
    let rows = compress(&fresh, mode)?;
    // Each is loaded only when its language is chosen.
    compress(&fresh.join("texts"), mode)?;
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::rename(&fresh, &dist)?;
    print_table(&rows);
    Ok(())
}

/// Builds the worklet module into the folder Trunk stages its output in (`trunk serve`'s hook).
pub(crate) fn worklet_only() -> Result<()> {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: this command is Trunk's hook")?;
    fs::write(Path::new(&staging).join("worklet.wasm"), build_worklet()?)?;
    for (name, codec) in build_programs()? {
        fs::write(Path::new(&staging).join(name), codec)?;
    }
    Ok(())
}

/// Returns the workspace's folder.
pub(crate) fn root() -> Result<PathBuf> {
    Ok(Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask has no parent")?.to_owned())
}

/// Returns the folder cargo builds into.
pub(crate) fn target_dir(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Returns a command that runs this toolchain's cargo in the workspace.
fn cargo_command() -> Result<Command> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()?);
    Ok(command)
}

fn cargo(args: &[&str]) -> Result<()> {
    let status = cargo_command()?.args(args).args(["--target", TARGET]).status()?;
    ensure!(status.success(), "cargo {} failed", args.join(" "));
    Ok(())
}

/// Adds the wasm target where rustup manages the toolchain and it is missing.
pub(crate) fn add_target() -> Result<()> {
    let Ok(installed) = Command::new("rustup").args(["target", "list", "--installed"]).output()
    else {
        return Ok(());
    };
    if String::from_utf8_lossy(&installed.stdout).lines().any(|line| line == TARGET) {
        return Ok(());
    }
    let status = Command::new("rustup").args(["target", "add", TARGET]).status()?;
    ensure!(status.success(), "rustup target add {TARGET} failed");
    Ok(())
}

/// Builds the worklet module, always optimised: it has 2.7 ms for a quantum, whatever the mode.
fn build_worklet() -> Result<Vec<u8>> {
    build_module("hookswitch-worklets", "release")
}

/// Builds the modules that the worklet loads when they are wanted.
fn build_programs() -> Result<[(&'static str, Vec<u8>); 3]> {
    Ok([
        ("g729.wasm", build_module("hookswitch-g729", "program")?),
        ("opus.wasm", build_module("hookswitch-opus", "release")?),
        ("voice.wasm", build_module("hookswitch-voice", "release")?),
    ])
}

/// Builds a module without imports.
fn build_module(package: &str, profile: &str) -> Result<Vec<u8>> {
    cargo(&["build", "-p", package, "--lib", "--profile", profile])?;
    let name = format!("{}.wasm", package.replace('-', "_"));
    let wasm = target_dir(&root()?).join(TARGET).join(profile).join(name);
    let bytes = fs::read(&wasm).with_context(|| format!("{} is missing", wasm.display()))?;
    let imports =
        import_count(&bytes).with_context(|| format!("{} is not readable", wasm.display()))?;
    ensure!(imports == 0, "{package} has {imports} imports and may have none");
    without_custom_sections(&bytes).with_context(|| format!("{} is not readable", wasm.display()))
}

/// Makes `NAME.js` and `NAME_bg.wasm` of a program.
fn bindgen(wasm: &Path, name: &str, out: &Path) -> Result<()> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(wasm)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.web(true)?.generate(out).with_context(|| format!("bindgen of {name}"))
}

/// First wasm-opt that keeps the externref table growable, which bindgen's glue needs; older ones
/// also do not know what today's compilers emit.
const WASM_OPT_SINCE: u32 = 120;

/// Runs wasm-opt if there is one that is new enough; without it a module is 3 to 7 % larger.
fn optimise(wasm: &Path, level: &str) -> Result<()> {
    let Some(version) = wasm_opt_version() else { return Ok(()) };
    if version < WASM_OPT_SINCE {
        return Ok(());
    }
    let status = Command::new("wasm-opt")
        .args([level, "--all-features", "-o"])
        .args([wasm, wasm])
        .status()
        .context("wasm-opt")?;
    ensure!(status.success(), "wasm-opt failed on {}", wasm.display());
    Ok(())
}

/// Returns the number in `wasm-opt version 120 (...)`, if there is such a program.
fn wasm_opt_version() -> Option<u32> {
    let output = Command::new("wasm-opt").arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().find_map(|word| word.parse().ok())
}

fn copy_static(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_static(&source, &target)?;
        } else {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// Returns the page with the links that are Trunk's: style sheets stay as plain links, what is
/// built or copied is dropped.
fn page(source: &str) -> Result<String> {
    let mut page = String::with_capacity(source.len());
    for line in source.lines() {
        if !line.contains("data-trunk") {
            page.push_str(line);
        } else if line.contains("rel=\"css\"") {
            page.push_str(&stylesheet(line).with_context(|| format!("no href in {line:?}"))?);
        } else if ["rust", "copy-file", "copy-dir"]
            .iter()
            .any(|kind| line.contains(&format!("rel=\"{kind}\"")))
        {
            continue;
        } else {
            bail!("a link of Trunk's that the build does not know: {line}");
        }
        page.push('\n');
    }
    Ok(page)
}

fn stylesheet(link: &str) -> Option<String> {
    let href = link.split_once("href=\"")?.1.split_once('"')?.0;
    let name = href.strip_prefix("static/").unwrap_or(href);
    Some(format!("    <link rel=\"stylesheet\" href=\"{name}\" />"))
}

/// What one file weighs, in bytes: as it is, and compressed with brotli.
struct Row {
    name: String,
    plain: usize,
    brotli: usize,
}

/// Writes `FILE.br` beside every file that gains by it.
fn compress(folder: &Path, mode: Mode) -> Result<Vec<Row>> {
    let quality = if mode == Mode::Release { 11 } else { 5 };
    let mut rows = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|text| text.to_str()).unwrap_or_default();
        if path.is_dir() || COMPRESSED.contains(&extension) {
            continue;
        }
        let plain = fs::read(&path)?;
        let mut packed = Vec::new();
        brotli::CompressorWriter::new(&mut packed, 4096, quality, 22).write_all(&plain)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        rows.push(Row { name: name.unwrap_or_default(), plain: plain.len(), brotli: packed.len() });
        let mut beside = path.into_os_string();
        beside.push(".br");
        fs::write(beside, packed)?;
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(rows)
}

fn print_table(rows: &[Row]) {
    println!("{:>10} {:>10}  dist/", "bytes", "brotli");
    for row in rows {
        println!("{:>10} {:>10}  {}", row.plain, row.brotli, row.name);
    }
}

/// The start of every wasm module of version 1.
const WASM_HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// Returns how many imports a wasm module has, or `None` if it is no module.
fn import_count(module: &[u8]) -> Option<u32> {
    const IMPORT: u8 = 2;
    match sections(module)?.into_iter().find(|section| section.id == IMPORT) {
        Some(section) => leb128(section.body).map(|(count, _)| count),
        None => Some(0),
    }
}

/// Returns a wasm module without names and other custom sections, which no browser needs, or
/// `None` if it is no module.
fn without_custom_sections(module: &[u8]) -> Option<Vec<u8>> {
    const CUSTOM: u8 = 0;
    let kept = sections(module)?.into_iter().filter(|section| section.id != CUSTOM);
    let mut out = WASM_HEADER.to_vec();
    kept.for_each(|section| out.extend_from_slice(section.whole));
    Some(out)
}

/// One section of a wasm module.
struct Section<'a> {
    id: u8,
    /// What is in it.
    body: &'a [u8],
    /// The same with identifier and length before it.
    whole: &'a [u8],
}

fn sections(module: &[u8]) -> Option<Vec<Section<'_>>> {
    let mut rest = module.strip_prefix(WASM_HEADER)?;
    let mut sections = Vec::new();
    while let Some((&id, tail)) = rest.split_first() {
        let (length, tail) = leb128(tail)?;
        let (body, next) = tail.split_at_checked(usize::try_from(length).ok()?)?;
        let (whole, _) = rest.split_at_checked(rest.len() - next.len())?;
        sections.push(Section { id, body, whole });
        rest = next;
    }
    Some(sections)
}

/// Reads an unsigned LEB128 number of at most 32 bits and returns it with the bytes after it.
fn leb128(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut value = 0u32;
    for (i, &byte) in bytes.iter().enumerate().take(5) {
        value |= u32::from(byte & 0x7f) << (7 * i);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(i + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_counted() {
        let empty = b"\0asm\x01\0\0\0";
        assert_eq!(import_count(empty), Some(0));
        // Type section of one `() -> ()`, then one import `a.b` of that type.
        let mut module = empty.to_vec();
        module.extend([1, 4, 1, 0x60, 0, 0]);
        module.extend([2, 7, 1, 1, b'a', 1, b'b', 0, 0]);
        assert_eq!(import_count(&module), Some(1));
        assert_eq!(import_count(b"not wasm"), None);
        assert_eq!(without_custom_sections(&module).as_ref(), Some(&module));
        let named = [&module[..], &[0, 5, 4, b'n', b'a', b'm', b'e']].concat();
        assert_eq!(without_custom_sections(&named), Some(module.clone()));
        assert_eq!(import_count(&module[..12]), None);
    }

    #[test]
    fn the_page_keeps_style_sheets_and_drops_what_is_built() {
        let source = "<head>\n<link data-trunk rel=\"css\" href=\"static/style.css\" />\n\
                      <link data-trunk rel=\"rust\" data-bin=\"app\" />\n</head>";
        assert_eq!(
            page(source).unwrap(),
            "<head>\n    <link rel=\"stylesheet\" href=\"style.css\" />\n</head>\n"
        );
        assert!(page("<link data-trunk rel=\"sass\" href=\"a\" />").is_err());
    }
}
