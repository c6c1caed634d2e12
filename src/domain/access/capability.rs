//! What may be allowed to a role.

/// A thing that not every account may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Find and open private profiles, with their private answers.
    ViewPrivateAnswers,
    /// Changing people and their files, suspending, reactivating and approving them, decrypting their private fields,
    /// handing out password links.
    ManagePeople,
    /// Taking people out of the site as a file.
    ExportPeople,
    /// Appointing and dismissing administrators.
    ManageAdministrators,
    /// Reading mails with their links and sending them again.
    ManageMails,
    /// Looking at work for later, having it done again and cancelling it.
    ManageJobs,
    /// Changing the lists of talents and their categories.
    ManageTalents,
    /// Changing the settings of the site, keys of providers among them.
    ManageSettings,
    /// Telling other programs what happens to people: where, and with which secret.
    ManageWebhooks,
    /// Having the installation examined: configuration, disk, database.
    ExamineInstallation,
    /// Reading the audit log.
    ReadAudit,
    /// Bringing stored values over to new keys. No role has it: keys are changed at the command line.
    ManageKeys,
    /// Saying whose a storage of files is, and emptying it of many files at once. No role has it.
    ManageStorage,
    /// Making backups, taking them out of the site, deleting and restoring them.
    ManageBackups,
    /// Filling the site with invented people and taking them out again.
    ManageDemoPeople,
}
