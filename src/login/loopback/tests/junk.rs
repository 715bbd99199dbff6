//! What must not end a login, and what must end it once only.

#![expect(clippy::print_stdout, reason = "tests print what they measure")]

use super::*;

#[tokio::test]
async fn l08_ten_thousand_bad_requests_do_not_end_the_login() {
    const MANY: usize = 10_000;
    let login = start(listen()).await;
    let other = State::fresh();
    let (port, begun) = (login.port, Instant::now());
    let bad = [
        format!("/callback?code=x&state={}", other.as_str()),
        "/callback?error=access_denied".to_owned(),
        "/callback?code=x".to_owned(),
        "/callback?".to_owned(),
        format!("/callback?error=access_denied&state={}", other.as_str()),
        "/nothing".to_owned(),
    ];
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..16 {
        let bad = bad.clone();
        clients.spawn(async move {
            for turn in (client..MANY).step_by(16) {
                let mut stream = connect(port).await.unwrap();
                let request = format!("GET {} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", bad[turn % bad.len()]);
                stream.write_all(request.as_bytes()).await.unwrap();
                let answer = read(&mut stream).await;
                assert!(["400", "200", "404"].contains(&status(&answer)), "{answer}");
            }
        });
    }
    while let Some(client) = clients.join_next().await {
        client.unwrap();
    }
    println!("L-08: {MANY} bad requests answered in {:?}", begun.elapsed());
    login.finishes().await;
}

#[tokio::test]
async fn l12_stray_visits_are_answered_and_say_nothing() {
    let login = start(listen()).await;
    for _ in 0..100 {
        for (target, wanted) in [
            ("/favicon.ico", "404"),
            ("/robots.txt", "404"),
            ("/?", "200"),
            ("/callback", "200"),
            ("/callback?", "200"),
            ("/done", "200"),
        ] {
            assert_eq!(status(&login.get(target).await), wanted, "{target}");
        }
    }
    assert_eq!(*login.watch.said.lock().unwrap(), ["address https://dialog.example/?a=b"]);
    login.finishes().await;
}

#[tokio::test]
async fn l09_a_forged_denial_is_nothing_and_a_real_one_ends() {
    let login = start(listen()).await;
    let denial = "/callback?error=access_denied&error_reason=user_denied&error_description=a+b";
    for state in ["", "&state=", "&state=x", &format!("&state={}", State::fresh().as_str())] {
        assert_eq!(status(&login.get(&format!("{denial}{state}")).await), "400");
    }
    assert!(!login.end.is_finished());
    let answer = login.get(&format!("{denial}&state={}", login.state.as_str())).await;
    assert_eq!((status(&answer), header(&answer, "location")), ("303", Some("/done")));
    assert!(login.get("/done").await.contains("may not grant these permissions"));
    let wanted = LoginError::Declined { reason: Some("user_denied".into()), description: Some("a b".into()) };
    assert_eq!(login.end.await.unwrap(), Err(wanted));
}

#[tokio::test]
async fn l11_fifty_good_callbacks_at_once_are_one_outcome() {
    let login = start(listen()).await;
    let good = login.good();
    let answers = futures_util::future::join_all((0..50).map(|_| login.get(&good))).await;
    // Beyond the limit the oldest connections may be dropped; all that are answered see the same.
    let answered: Vec<_> = answers.iter().filter(|answer| !answer.is_empty()).collect();
    println!("L-11: {} of 50 answered", answered.len());
    assert!(answered.len() >= 32, "{}", answered.len());
    assert!(answered.iter().all(|answer| status(answer) == "303"));
    assert_eq!(login.follow().await, "200");
    assert_eq!(login.end.await.unwrap().unwrap().expose(), "canary-code");
}

#[test]
fn l11_the_handler_hands_over_exactly_one_outcome() {
    for _ in 0..500 {
        fifty_at_once();
    }
}

fn fifty_at_once() {
    let (said, mut heard) = mpsc::unbounded_channel();
    let state = State::fresh();
    let handler = CallbackHandler::new(7, state.clone(), None, said);
    let ask = |turn: usize| {
        let kind = if turn.is_multiple_of(5) { "error=x" } else { "code=c" };
        let target = format!("/callback?{kind}{turn}&state={}", state.as_str());
        let host = "Host: localhost:7".parse().unwrap();
        handler.answer(&mut tiny_http::TestRequest::new().with_path(&target).with_header(host).into())
    };
    let pages: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..50)
            .map(|turn| {
                scope.spawn({
                    let ask = &ask;
                    move || ask(turn)
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "{pages:?}");
    assert!(heard.try_recv().is_ok());
    assert!(heard.try_recv().is_err());
}

#[tokio::test]
async fn l11_repeats_see_the_same_result_page() {
    let login = start(listen()).await;
    let first = login.get(&login.good()).await;
    assert_eq!(status(&first), "303");
    let late_denial = format!("/callback?error=access_denied&state={}", login.state.as_str());
    for target in [login.good(), login.good(), late_denial] {
        let again = login.get(&target).await;
        assert_eq!((status(&again), header(&again, "location")), ("303", header(&first, "location")));
    }
    assert!(login.get("/done").await.contains("Logged in"));
    assert_eq!(login.end.await.unwrap().unwrap().expose(), "canary-code");
}
