//! A network between Plaudit and its database, to break things with.

use std::net::SocketAddr;
use std::path::PathBuf;

use plaudit::database::private::Private;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

/// A database that is reached over the network, as a managed one is.
pub(crate) struct Network {
    address: SocketAddr,
    socket: PathBuf,
    carrying: JoinHandle<()>,
    state: watch::Sender<State>,
}

/// What becomes of the lines.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    /// Nothing arrives.
    silent: bool,
    /// How often the lines there were have been forgotten.
    forgotten: u32,
}

impl Network {
    /// The way to `database`.
    pub(crate) async fn to(database: &Private) -> Self {
        let options = database.connect_options();
        let socket = options.get_socket().unwrap().join(".s.PGSQL.5432");
        let state = watch::Sender::new(State::default());
        let any = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self {
            address: any.local_addr().unwrap(),
            carrying: tokio::spawn(carry(any, socket.clone(), state.subscribe())),
            socket,
            state,
        }
    }

    pub(crate) fn url(&self) -> String {
        let address = self.address;
        format!("postgres://plaudit@{address}/plaudit?sslmode=disable")
    }

    /// Whether nothing arrives any more.
    pub(crate) fn fall_silent(&self, silent: bool) {
        self.state.send_modify(|state| state.silent = silent);
    }

    /// Nothing arrives on the lines that there are, and new ones are as good as ever.
    pub(crate) fn forget_lines(&self) {
        self.state.send_modify(|state| state.forgotten += 1);
    }

    /// Nobody listens any more, and every line is cut.
    pub(crate) async fn cut(&mut self) {
        self.carrying.abort();
        let _ = (&mut self.carrying).await;
    }

    pub(crate) async fn mend(&mut self) {
        let listener = TcpListener::bind(self.address).await.unwrap();
        let state = self.state.subscribe();
        self.carrying = tokio::spawn(carry(listener, self.socket.clone(), state));
    }
}

/// Carries every line to the socket. While it is silent, nothing arrives, and nobody is told; the
/// lines of that time stay dead, as after a failover.
async fn carry(listener: TcpListener, socket: PathBuf, state: watch::Receiver<State>) {
    let mut lines = JoinSet::new();
    loop {
        let (mut near, _) = listener.accept().await.unwrap();
        let (socket, mut state) = (socket.clone(), state.clone());
        let forgotten = state.borrow().forgotten;
        lines.spawn(async move {
            let carried = async {
                let mut far = UnixStream::connect(&socket).await.unwrap();
                let _ = copy_bidirectional(&mut near, &mut far).await;
            };
            let silenced = state.wait_for(|it| it.silent || it.forgotten > forgotten);
            tokio::select! {
                () = carried => return,
                _ = silenced => {}
            }
            // Held open, and never heard of again.
            std::future::pending::<()>().await;
            drop(near);
        });
    }
}
