//! A browser without scripts: keeps cookies, follows redirects, fills in the forms it finds on a page.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    rc::Rc,
};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use scraper::{ElementRef, Html, Selector};
use tokio::runtime::Handle;
use tower::ServiceExt as _;

/// What came back, after redirects.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path and query of the last request.
    pub address: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    /// Addresses that redirected here.
    pub via: Vec<String>,
}

thread_local! {
    /// What was parsed last, and the document it became.
    static PARSED: RefCell<Option<(Vec<u8>, Rc<Html>)>> = const { RefCell::new(None) };
}

impl Page {
    /// The answer as text.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The answer as a document. Tests ask one page several things in a row: it is parsed once for all of them.
    fn document(&self) -> Rc<Html> {
        PARSED.with_borrow_mut(|last| {
            if let Some((bytes, document)) = &*last
                && *bytes == self.bytes
            {
                return Rc::clone(document);
            }
            let document = Rc::new(Html::parse_document(&self.html()));
            *last = Some((self.bytes.clone(), Rc::clone(&document)));
            document
        })
    }

    /// Visible text of the page, white space folded.
    pub fn text(&self) -> String {
        let document = self.document();
        let body = Selector::parse("body").unwrap();
        let text: String = document.select(&body).flat_map(|b| b.text()).collect::<Vec<_>>().join(" ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether an element matches the CSS selector.
    pub fn has(&self, selector: &str) -> bool {
        self.document().select(&Selector::parse(selector).unwrap()).next().is_some()
    }

    /// An attribute of the first element that matches the CSS selector.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = self.document();
        document.select(&Selector::parse(selector).unwrap()).next()?.value().attr(name).map(str::to_owned)
    }

    /// An attribute of every element that matches the CSS selector and has it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = self.document();
        let selector = Selector::parse(selector).unwrap();
        let found = document.select(&selector).filter_map(|e| e.value().attr(name));
        found.map(str::to_owned).collect()
    }

    /// Text of the elements that match the CSS selector.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        let document = self.document();
        let fold = |e: ElementRef<'_>| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        document.select(&Selector::parse(selector).unwrap()).map(fold).collect()
    }
}

/// How requests reach the application.
#[derive(Clone)]
enum Transport {
    /// Answered as in the server: by a task of its own, on the runtime the browser was made in.
    Router(Router, Handle),
    Server(SocketAddr),
}

/// A visitor with a cookie jar and an address.
#[derive(Clone)]
pub struct Browser {
    transport: Transport,
    pub cookies: BTreeMap<String, String>,
    /// Cookies for addresses that begin in a certain way: name → beginning and value.
    pub path_cookies: BTreeMap<String, (String, String)>,
    pub ip: IpAddr,
    pub language: &'static str,
    pub extra_headers: HeaderMap,
}

impl Browser {
    /// A new visitor.
    pub fn new(router: Router) -> Self {
        Self::with(Transport::Router(router, Handle::current()))
    }

    /// A visitor of a server that runs as a process of its own.
    pub fn over_http(server: SocketAddr) -> Self {
        Self::with(Transport::Server(server))
    }

    fn with(transport: Transport) -> Self {
        Self {
            transport,
            cookies: BTreeMap::new(),
            path_cookies: BTreeMap::new(),
            ip: IpAddr::from([192, 0, 2, 1]),
            language: "fr",
            extra_headers: HeaderMap::new(),
        }
    }

    /// Opens an address and follows redirects.
    pub async fn get(&mut self, address: &str) -> Page {
        self.navigate(Method::GET, address, None).await
    }

    /// Posts an urlencoded body and follows redirects.
    pub async fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.navigate(Method::POST, address, Some(body)).await
    }

    /// Fills in and sends the form that the CSS selector finds on the page. Fields not named keep what the page
    /// holds; a name given several times sends several values; `""` alone empties a field.
    pub async fn submit(&mut self, page: &Page, form: &str, fields: &[(&str, &str)]) -> Page {
        let (method, address, body) = filled_form(page, form, fields);
        if method == Method::GET {
            return self.get(&format!("{}?{body}", address.split('?').next().unwrap())).await;
        }
        if page.attribute(form, "enctype").as_deref() == Some("multipart/form-data") {
            let pairs: Vec<(String, String)> = form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = self.upload(&address, &pairs, &[]).await;
            return self.follow(answer).await;
        }
        self.navigate(method, &address, Some(body)).await
    }

    async fn navigate(&mut self, method: Method, address: &str, body: Option<String>) -> Page {
        let page = self.request(method, address, body).await;
        self.follow(page).await
    }

    async fn follow(&mut self, mut page: Page) -> Page {
        let mut via = Vec::new();
        while page.status.is_redirection() && page.status != StatusCode::NOT_MODIFIED {
            assert!(via.len() < 10, "redirect loop: {via:?}");
            let location = page.headers[header::LOCATION].to_str().unwrap().to_owned();
            via.push(page.address.clone());
            page = self.request(Method::GET, &location, None).await;
        }
        page.via = via;
        page
    }

    /// One request without following redirects.
    pub async fn request(&mut self, method: Method, address: &str, body: Option<String>) -> Page {
        self.try_request(method, address, body).await.expect("no answer")
    }

    /// One request; `None` when the server is gone.
    pub async fn try_request(&mut self, method: Method, address: &str, body: Option<String>) -> Option<Page> {
        let body = body.map(|body| ("application/x-www-form-urlencoded".to_owned(), body.into_bytes()));
        self.send_body(method, address, body).await
    }

    async fn send_body(&mut self, method: Method, address: &str, body: Option<(String, Vec<u8>)>) -> Option<Page> {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("sec-fetch-site", "same-origin");
        let of_path = self.path_cookies.iter().filter(|(_, (beginning, _))| address.starts_with(beginning.as_str()));
        let cookies: Vec<_> = (self.cookies.iter().map(|(name, value)| format!("{name}={value}")))
            .chain(of_path.map(|(name, (_, value))| format!("{name}={value}")))
            .collect();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        if let Some((kind, _)) = &body {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let mut request = request.body(body.map_or_else(Body::empty, |(_, body)| Body::from(body))).unwrap();
        for (name, value) in &self.extra_headers {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.ip, 40_000)));
        let (parts, body) = self.send(request).await?.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie);
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.ok()?.to_vec();
        let address = address.to_owned();
        Some(Page { address, status: parts.status, headers: parts.headers, bytes, via: Vec::new() })
    }

    /// Sends a form with files as it stands in `body`; follows no redirect.
    pub async fn send_multipart(&mut self, address: &str, content_type: &str, body: Vec<u8>) -> Page {
        self.send_body(Method::POST, address, Some((content_type.to_owned(), body))).await.expect("no answer")
    }

    /// Sends a form with files, as a browser does for `enctype="multipart/form-data"`; follows no redirect.
    pub async fn upload(&mut self, address: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Page {
        const BOUNDARY: &str = "----TestFormBoundary7MA4YWxkTrZu0gW";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file_name, content) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send_body(Method::POST, address, Some((kind, body))).await.expect("no answer")
    }

    async fn send(&self, mut request: Request<Body>) -> Option<Response<Body>> {
        match &self.transport {
            Transport::Router(router, server) => {
                Some(server.spawn(router.clone().oneshot(request)).await.unwrap().unwrap())
            }
            Transport::Server(server) => {
                *request.uri_mut() = format!("http://{server}{}", request.uri()).parse().unwrap();
                request.headers_mut().insert(header::HOST, server.to_string().parse().unwrap());
                let client = Client::builder(TokioExecutor::new()).build_http();
                client.request(request).await.ok().map(|response| response.map(Body::new))
            }
        }
    }

    fn keep(&mut self, cookie: &HeaderValue) {
        let text = cookie.to_str().unwrap();
        let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
        let path = text.split("; ").find_map(|part| part.strip_prefix("Path=")).unwrap_or("/");
        if path != "/" {
            self.path_cookies.insert(name.to_owned(), (path.to_owned(), value.to_owned()));
        } else if value.is_empty() || text.to_ascii_lowercase().contains("max-age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// Method, address and body a browser would send for a form.
pub fn filled_form(page: &Page, form: &str, fields: &[(&str, &str)]) -> (Method, String, String) {
    let document = page.document();
    let form_selector = Selector::parse(form).unwrap();
    let element = document
        .select(&form_selector)
        .next()
        .unwrap_or_else(|| panic!("no form {form} at {} ({}):\n{}", page.address, page.status, page.text()));
    let mut values: Vec<(String, String)> = Vec::new();
    for field in element.select(&Selector::parse("input[name], select[name], textarea[name]").unwrap()) {
        let attribute = |name: &str| field.value().attr(name);
        let name = attribute("name").unwrap().to_owned();
        if attribute("disabled").is_some() {
            continue;
        }
        match (field.value().name(), attribute("type").unwrap_or("text")) {
            ("input", "submit" | "button" | "image" | "reset" | "file") => {}
            ("input", "checkbox" | "radio") => {
                if attribute("checked").is_some() {
                    values.push((name, attribute("value").unwrap_or("on").to_owned()));
                }
            }
            ("input", _) => values.push((name, attribute("value").unwrap_or_default().to_owned())),
            ("textarea", _) => values.push((name, field.text().collect())),
            _ => {
                let options: Vec<_> = field.select(&Selector::parse("option").unwrap()).collect();
                let chosen = options.iter().find(|o| o.value().attr("selected").is_some()).or(options.first());
                if let Some(option) = chosen {
                    let text = || option.text().collect::<String>();
                    values.push((name, option.value().attr("value").map_or_else(text, str::to_owned)));
                }
            }
        }
    }
    for (name, _) in fields {
        values.retain(|(n, _)| n != name);
    }
    values.extend(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())));
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(values).finish();
    let method = match element.value().attr("method").unwrap_or("get").to_ascii_lowercase().as_str() {
        "post" => Method::POST,
        _ => Method::GET,
    };
    let address = element.value().attr("action").filter(|a| !a.is_empty()).unwrap_or(&page.address).to_owned();
    (method, address, body)
}
