//! Photo and CV.

use http::{Method, StatusCode};
use talentsmaroc::domain::access::Scope;

use crate::support::{
    api::Program,
    files::{pdf, photo},
    on_both,
    people::{TestPerson, insert},
};

const PHOTO: &str = "/api/v1/users/MACAN0001F/photo";
const CV: &str = "/api/v1/users/MACAN0001F/cv";

on_both! {
    async fn files_come_and_go_by_the_rules_of_the_form(app: TestApp) {
        let people = insert(&app.state, &[TestPerson::new(1)]).await;
        let scopes = [Scope::ProfileRead, Scope::ProfileWrite, Scope::PrivateRead];
        let mut owner = Program::with_token(&app, people[0].account_id, &scopes).await;
        let jpeg = [("content-type", "image/jpeg")];
        let stored = owner.send(Method::PUT, PHOTO, &jpeg, Some(photo(1))).await;
        assert_eq!(stored.status, StatusCode::OK, "{}", stored.json());
        let address = stored.json()["url"].as_str().unwrap().to_owned();
        let (person, _) = owner.person("MACAN0001F").await;
        assert_eq!(person["photo_url"], address);
        let named = [("content-type", "application/pdf"), ("content-disposition", "attachment; filename=\"me.pdf\"")];
        let stored = owner.send(Method::PUT, CV, &named, Some(pdf(2000))).await;
        assert_eq!(stored.status, StatusCode::OK, "{}", stored.json());
        let form = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n".to_vec();
        let form = [form, photo(2), b"\r\n--x--\r\n".to_vec()].concat();
        let multipart = [("content-type", "multipart/form-data; boundary=x")];
        let stored = owner.send(Method::PUT, PHOTO, &multipart, Some(form)).await;
        assert_eq!(stored.status, StatusCode::OK, "{}", stored.json());
        let refused = owner.send(Method::PUT, PHOTO, &jpeg, Some(pdf(2000))).await;
        assert_eq!(refused.wrong()[0].0, "#/photo", "{}", refused.json());
        let refused = owner.send(Method::PUT, PHOTO, &jpeg, Some(vec![0xff; 6 << 20])).await;
        assert_eq!(refused.wrong(), [("#/photo".to_owned(), "file_too_large".to_owned())]);
        let refused = owner.send(Method::PUT, PHOTO, &[("content-type", "application/json")], Some(b"{}".to_vec())).await;
        assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert_eq!(owner.send(Method::DELETE, PHOTO, &[], None).await.status, StatusCode::PRECONDITION_REQUIRED);
        let (_, old) = owner.person("MACAN0001F").await;
        let stored = owner.send(Method::PUT, PHOTO, &jpeg, Some(photo(3))).await;
        let tag = stored.header("etag");
        let late = owner.send(Method::DELETE, PHOTO, &[("if-match", old.as_str())], None).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "another photo than the one that was read");
        let removed = owner.send(Method::DELETE, PHOTO, &[("if-match", tag.as_str())], None).await;
        assert_eq!(removed.status, StatusCode::OK, "{}", removed.json());
        let (person, now) = owner.person("MACAN0001F").await;
        assert_eq!((person["photo_url"].is_null(), now == removed.header("etag")), (true, true));
        let late = owner.send(Method::DELETE, CV, &[("if-match", tag.as_str())], None).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    }
}
