//! A bucket in memory that speaks as much S3 as the application needs, and checks that requests are signed.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use http::{Method, StatusCode, header};

type Objects = Arc<Mutex<BTreeMap<String, Bytes>>>;

/// The stand-in; it ends with the test.
pub struct Bucket {
    pub address: SocketAddr,
    pub objects: Objects,
}

impl Bucket {
    pub async fn start() -> Self {
        let objects = Objects::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = Router::new().fallback(answer).with_state(objects.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, objects }
    }

    /// For `STORAGE_URL`.
    pub fn url(&self) -> String {
        format!(
            "s3://talents/live?endpoint=http://{}&region=eu-west-3&allow_http=true&access_key_id=AKIATEST&secret_access_key=test",
            self.address
        )
    }

    /// The files in it, those in its trash included.
    pub fn keys(&self) -> Vec<String> {
        let objects = self.objects.lock().unwrap();
        objects.keys().filter(|key| *key != "live/installation").cloned().collect()
    }
}

async fn answer(State(objects): State<Objects>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let signature = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = signature.starts_with("AWS4-HMAC-SHA256 Credential=AKIATEST/")
        && signature.contains("/eu-west-3/s3/aws4_request")
        && signature.contains("Signature=");
    if !signed {
        return (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    }
    let body = axum::body::to_bytes(body, 64 << 20).await.unwrap();
    let Some(key) = parts.uri.path().strip_prefix("/talents") else { return StatusCode::NOT_FOUND.into_response() };
    let key = key.trim_start_matches('/').to_owned();
    let query = parts.uri.query().unwrap_or_default();
    let mut objects = objects.lock().unwrap();
    match parts.method {
        Method::PUT if parts.headers.contains_key("x-amz-copy-source") => {
            let source = parts.headers["x-amz-copy-source"].to_str().unwrap().trim_start_matches("talents/");
            let Some(bytes) = objects.get(source).cloned() else {
                return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response();
            };
            objects.insert(key, bytes);
            "<CopyObjectResult><ETag>\"etag\"</ETag></CopyObjectResult>".into_response()
        }
        Method::PUT if parts.headers.contains_key(header::IF_NONE_MATCH) && objects.contains_key(&key) => {
            (StatusCode::PRECONDITION_FAILED, "<Error><Code>PreconditionFailed</Code></Error>").into_response()
        }
        Method::PUT => {
            objects.insert(key, body);
            (StatusCode::OK, [(header::ETAG, "\"etag\"")]).into_response()
        }
        Method::GET if query.contains("list-type=2") => list(&objects, query),
        Method::GET | Method::HEAD => match objects.get(&key) {
            Some(bytes) => {
                let headers = [(header::ETAG, "\"etag\""), (header::LAST_MODIFIED, "Mon, 23 Nov 2026 01:00:00 GMT")];
                (StatusCode::OK, headers, bytes.clone()).into_response()
            }
            None => (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response(),
        },
        Method::DELETE => {
            objects.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::POST if query.starts_with("delete") => {
            let wanted = String::from_utf8(body.to_vec()).unwrap();
            let mut answer = String::from("<DeleteResult>");
            for part in wanted.split("<Key>").skip(1) {
                let key = part.split("</Key>").next().unwrap();
                objects.remove(key);
                answer.push_str(&format!("<Deleted><Key>{key}</Key></Deleted>"));
            }
            (StatusCode::OK, answer + "</DeleteResult>").into_response()
        }
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

fn list(objects: &BTreeMap<String, Bytes>, query: &str) -> Response {
    let prefix = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "prefix").map(|(_, value)| value);
    let prefix = prefix.unwrap_or_default();
    let rows: String = objects
        .iter()
        .filter(|(key, _)| key.starts_with(prefix.as_ref()))
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><Size>{}</Size><LastModified>2020-11-01T01:00:00.000Z</LastModified>\
                 <ETag>\"etag\"</ETag></Contents>",
                bytes.len()
            )
        })
        .collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>").into_response()
}
