//! A bucket that speaks S3.

use std::time::Duration;

use object_store::{
    ClientConfigKey, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey},
};

/// A bucket that does not answer must not hold a request for minutes.
const LONGEST_TRY: Duration = Duration::from_secs(20);

/// Region, endpoint and credentials come from the usual `AWS_…` variables; options of the address come before them.
pub fn open(bucket: &str, options: &[(AmazonS3ConfigKey, String)]) -> Result<AmazonS3, String> {
    // The same provider as everywhere; a second call finds it there already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let retry = RetryConfig { max_retries: 3, retry_timeout: LONGEST_TRY, ..RetryConfig::default() };
    let builder = AmazonS3Builder::from_env()
        .with_config(AmazonS3ConfigKey::Client(ClientConfigKey::Timeout), format!("{}s", LONGEST_TRY.as_secs()))
        .with_retry(retry)
        .with_bucket_name(bucket);
    let builder = options.iter().fold(builder, |builder, (key, value)| builder.with_config(*key, value));
    builder.build().map_err(|error| format!("The storage s3://{bucket} cannot be used: {error}"))
}
