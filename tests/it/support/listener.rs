//! `hookctl listen` as a running process: ready when its first line says so.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Stdio};

use super::client::Client;
use super::command::{Done, Home};

pub struct Listener {
    pub child: Child,
    pub address: SocketAddr,
    pub stdout: BufReader<ChildStdout>,
}

impl Listener {
    /// Starts `listen --port 0` with further arguments.
    pub fn start(home: &Home, args: &[&str]) -> Self {
        Self::start_on(home, 0, args)
    }

    pub fn start_on(home: &Home, port: u16, args: &[&str]) -> Self {
        let port = port.to_string();
        let mut all = vec!["listen", "--port", &port];
        all.extend(args);
        Self::from_command(&mut home.hookctl(&all))
    }

    /// Starts a listener as `command` says.
    pub fn from_command(command: &mut std::process::Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        stdout.read_line(&mut first).unwrap();
        let Some(url) = first.split("http://").nth(1) else {
            let mut err = String::new();
            child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
            panic!("not ready: {first}{err}");
        };
        let address = url.trim_end().split('"').next().unwrap().parse().unwrap();
        Self { child, address, stdout }
    }

    pub fn connect(&self) -> Client {
        Client::connect(self.address)
    }

    /// Sends one POST and expects its answer.
    pub fn post(&self, target: &str, body: &[u8]) -> u16 {
        let mut client = self.connect();
        client.post(target, body);
        let state = || std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        client.answer().unwrap_or_else(|| panic!("no answer for {target}; the listener: {}", state())).status
    }

    /// The next line of stdout.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    #[cfg(unix)]
    pub fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let status = std::process::Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap();
        assert!(status.success());
    }

    /// Ends it as Ctrl-C does and gives what it said.
    pub fn stop(self) -> Done {
        self.signal("INT");
        self.wait()
    }

    pub fn wait(mut self) -> Done {
        let mut out = Vec::new();
        self.stdout.read_to_end(&mut out).unwrap();
        let mut done = Done::of(self.child.wait_with_output().unwrap());
        done.out = String::from_utf8_lossy(&out).into_owned();
        done
    }
}
