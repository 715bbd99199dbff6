//! Floods: too slow, too large, too many.

#![expect(clippy::print_stdout, reason = "tests print what they measure")]

use super::*;

#[tokio::test]
async fn l13_what_is_too_large_is_told_so_and_cut() {
    let login = start(listen()).await;
    let get = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", login.port);
    for (wanted, request) in [
        ("431", format!("GET /{}", "a".repeat(16 * 1024))),
        ("431", format!("{get}A: {}", "b".repeat(32 * 1024))),
        ("431", format!("{get}{}\r\n", "A: b\r\n".repeat(64))),
        ("413", format!("{get}Content-Length: 1073741824\r\n\r\n")),
        ("413", format!("{get}Transfer-Encoding: chunked\r\n\r\n5\r\nhello")),
        ("400", "\u{16}\u{3}\u{1}hello\r\n\r\n".to_owned()),
    ] {
        assert_eq!(status(&login.say(&request).await), wanted);
    }
    login.finishes().await;
}

#[tokio::test]
async fn l14_a_head_that_does_not_end_is_answered_408_and_an_idle_connection_just_closed() {
    let login = start(listen()).await;
    let (mut half, mut idle) = (connect(login.port).await.unwrap(), connect(login.port).await.unwrap());
    half.write_all(b"GET / HT").await.unwrap();
    let begun = Instant::now();
    let (half, idle) = tokio::join!(read(&mut half), read(&mut idle));
    assert_eq!((status(&half), idle.as_str()), ("408", ""));
    assert!((4..8).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    login.finishes().await;
}

/// Sends a byte a second until the other side ends the connection.
async fn drip(port: u16) {
    let mut stream = connect(port).await.unwrap();
    let (mut scrap, mut beat) = ([0; 512], tokio::time::interval(Duration::from_secs(1)));
    loop {
        tokio::select! {
            read = stream.read(&mut scrap) => if !matches!(read, Ok(1..)) { return },
            _ = beat.tick() => if stream.write_all(b"G").await.is_err() { return },
        }
    }
}

#[tokio::test]
async fn l14_at_most_32_connections_are_open_and_dripping_does_not_lengthen_the_deadline() {
    let login = start(listen()).await;
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..100 {
        clients.spawn(drip(login.port));
    }
    // The 68 oldest go at once, long before any deadline.
    let begun = Instant::now();
    for _ in 0..68 {
        clients.join_next().await.unwrap().unwrap();
    }
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    let rest = async { while clients.join_next().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(7), rest).await.expect("the deadline is absolute");
    login.finishes().await;
}

#[cfg(target_os = "linux")]
#[test]
fn l14_slow_clients_do_not_keep_the_browser_out() {
    println!("{}", alone("login::loopback::tests::limits::slow_clients", 2048));
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "run alone by the test above"]
async fn slow_clients() {
    let login = start(listen()).await;
    let mut clients = tokio::task::JoinSet::new();
    let begun = Instant::now();
    for _ in 0..50 {
        clients.spawn(drip(login.port));
    }
    for _ in 0..500 {
        let mut stream = connect(login.port).await.unwrap();
        stream.write_all(b"GET / HT").await.unwrap();
        clients.spawn(async move { drop(read(&mut stream).await) });
    }
    let asked = Instant::now();
    assert_eq!(status(&login.get(&login.good()).await), "303");
    println!("L-14: the callback among 550 slow clients answered in {:?}", asked.elapsed());
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    let threads = of_process("Threads");
    println!("L-14: {threads} threads");
    assert!(threads <= 40, "{threads}");
    assert_eq!(status(&login.get("/done").await), "200");
    assert!(login.end.await.unwrap().is_ok());
    let all_gone = async { while clients.join_next().await.is_some() {} };
    tokio::time::timeout(Duration::from_secs(6), all_gone).await.expect("no client is open after 6 s");
    println!("L-14: all slow clients gone {:?} after the first", begun.elapsed());
}

#[cfg(target_os = "linux")]
#[test]
fn l13_huge_requests_take_no_memory() {
    println!("{}", alone("login::loopback::tests::limits::huge_requests", 1024));
}

/// Writes `count` times `chunk` or until the other side has enough, and gives the answer.
async fn pour(port: u16, start: &str, chunk: &[u8], count: usize) -> (String, Duration) {
    let mut stream = connect(port).await.unwrap();
    let begun = Instant::now();
    stream.write_all(start.as_bytes()).await.unwrap();
    for _ in 0..count {
        if stream.write_all(chunk).await.is_err() {
            break;
        }
    }
    (read(&mut stream).await, begun.elapsed())
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "run alone by the test above"]
async fn huge_requests() {
    let login = start(listen()).await;
    assert_eq!(status(&login.get("/").await), "200");
    let head = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n", login.port);
    let (megabyte, lines) = (vec![b'a'; 1 << 20], b"A: b\r\n".repeat(1000));
    let before = of_process("VmRSS");
    for (name, wanted, start, chunk, count) in [
        ("one line of 300 MiB", "431", format!("{head}A: "), &megabyte, 300),
        ("a request line of 300 MiB", "431", "GET /".to_owned(), &megabyte, 300),
        ("a million lines", "431", head.clone(), &lines, 1000),
        ("a body of 1 GiB", "413", format!("{head}Content-Length: 1073741824\r\n\r\n"), &megabyte, 1024),
    ] {
        let (answer, time) = pour(login.port, &start, chunk, count).await;
        println!("L-13: {name}: {} after {time:?}", status(&answer));
        // A client that does not listen while it pours may lose the answer to the reset; it must be cut all the same.
        assert!([wanted, ""].contains(&status(&answer)), "{name}: {answer}");
        assert!(time < Duration::from_secs(2), "{name}: {time:?}");
    }
    let grown = of_process("VmRSS").saturating_sub(before);
    println!("L-13: resident memory grew by {grown} KiB");
    assert!(grown <= 8 * 1024, "{grown} KiB");
    login.finishes().await;
}

#[cfg(target_os = "linux")]
#[test]
fn l15_the_listener_survives_a_lack_of_descriptors() {
    println!("{}", alone("login::loopback::tests::limits::few_descriptors", 64));
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "run alone by the test above"]
async fn few_descriptors() {
    let login = start(listen()).await;
    for _ in 0..3 {
        // The clients are in this process too, so both sides run out.
        let (mut clients, mut refused) = (Vec::new(), 0);
        for _ in 0..200 {
            match connect(login.port).await {
                Ok(stream) => clients.push(stream),
                Err(_) => refused += 1,
            }
            tokio::task::yield_now().await;
        }
        assert!(refused > 0);
        // A request while there are no descriptors left for the page server, which may stop for good then.
        let mut last = clients.pop().unwrap();
        let request = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", login.port);
        let _ = last.write_all(request.as_bytes()).await;
        let answer = read(&mut last).await;
        println!("L-15: {refused} of 200 connections refused; a request meanwhile: {:?}", status(&answer));
        assert!(["200", "503", "408", ""].contains(&status(&answer)), "{answer}");
        drop((clients, last));
        assert_eq!(status(&login.get("/").await), "200");
    }
    login.finishes().await;
}
