//! `STORAGE_URL`: where uploaded files are stored.

use std::{fmt, path::PathBuf};

use object_store::aws::AmazonS3ConfigKey;

/// A place for files.
#[derive(Clone, PartialEq, Eq)]
pub enum StorageUrl {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket that speaks S3; what is not said here comes from the `AWS_…` variables.
    S3 { bucket: String, prefix: String, options: Vec<(AmazonS3ConfigKey, String)> },
}

/// Options may hold a secret, so they are never printed.
impl fmt::Debug for StorageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for StorageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}", folder.display()),
            Self::S3 { bucket, prefix, .. } if prefix.is_empty() => write!(f, "s3://{bucket}"),
            Self::S3 { bucket, prefix, .. } => write!(f, "s3://{bucket}/{prefix}"),
        }
    }
}

impl StorageUrl {
    /// Reads `s3://BUCKET[/PREFIX][?option=value&…]`, `file:PATH` or a path.
    ///
    /// # Errors
    /// A sentence for the operator that holds no secret.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some(address) = text.strip_prefix("s3://") else {
            let path = text.strip_prefix("file://").or_else(|| text.strip_prefix("file:")).unwrap_or(text);
            if path.is_empty() || path.contains("://") {
                return Err("STORAGE_URL: must be s3://BUCKET/PREFIX or a folder".to_owned());
            }
            return Ok(Self::Folder(PathBuf::from(path)));
        };
        let (place, query) = address.split_once('?').unwrap_or((address, ""));
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        if bucket.is_empty() {
            return Err("STORAGE_URL: names no bucket; example: s3://talents-files/production".to_owned());
        }
        let options = form_urlencoded::parse(query.as_bytes())
            .map(|(name, value)| {
                let key = name.parse().map_err(|_| format!("STORAGE_URL: « {name} » is no option of S3"))?;
                Ok((key, value.into_owned()))
            })
            .collect::<Result<_, String>>()?;
        Ok(Self::S3 { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned(), options })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_buckets_are_told_apart() {
        assert_eq!(StorageUrl::parse("/srv/files"), Ok(StorageUrl::Folder("/srv/files".into())));
        assert_eq!(StorageUrl::parse("file:///srv/files"), Ok(StorageUrl::Folder("/srv/files".into())));
        let Ok(StorageUrl::S3 { bucket, prefix, options }) =
            StorageUrl::parse("s3://talents/live/?region=eu-west-3&endpoint=http://127.0.0.1:9000")
        else {
            panic!("not understood");
        };
        assert_eq!((bucket.as_str(), prefix.as_str(), options.len()), ("talents", "live", 2));
    }

    #[test]
    fn nonsense_is_refused_and_secrets_are_not_printed() {
        for text in ["", "gs://bucket", "s3://", "s3:///x", "s3://bucket?colour=red"] {
            assert!(StorageUrl::parse(text).unwrap_err().starts_with("STORAGE_URL"), "{text}");
        }
        let url = StorageUrl::parse("s3://b/p?secret_access_key=hunter2hunter2").unwrap();
        assert_eq!(format!("{url:?}"), "s3://b/p");
    }
}
