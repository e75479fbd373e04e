//! SIP accounts that the person adds or changes on the phone itself (manual 21.1): what is entered
//! holds in the place of what the configuration says, and the phone starts again with it.

use super::Phone;
use super::form::{Field, FieldKind, Form, FormKind, Letters};
use crate::config::table::{line, proxy};
use crate::config::{SetError, Setting};
use crate::language::Text;

/// What the manual has where nothing was set.
const UNSET: &str = "0";

impl Phone {
    /// Returns the first line that has no account.
    fn free_line(&self) -> Option<u8> {
        let all = (0..self.settings.outfit.lines).zip(&self.lines);
        all.into_iter().find(|(_, line)| !line.settings.enabled).map(|(index, _)| index)
    }

    /// Whether there is a line for another account.
    pub(super) fn can_add_account(&self) -> bool {
        self.free_line().is_some()
    }

    /// Asks for another account.
    pub(super) fn add_account(&mut self) {
        if let Some(line) = self.free_line() {
            self.open_account_form(line);
        }
    }

    /// Asks what becomes of the account of a line.
    pub(super) fn open_account_form(&mut self, index: u8) {
        let Some(own) = self.lines.get(usize::from(index)).map(|line| &line.settings) else {
            return;
        };
        let server = self.config.get(&proxy::PROXY_ADDRESS).unwrap_or_default();
        let field = |label, kind, letters, text: &str| {
            let text = if own.enabled && text != UNSET { text } else { "" };
            Field::new(label, kind, letters).with_text(text)
        };
        let (text, digits) = (FieldKind::Text, Letters::Digits);
        let password = own.auth_password.expose();
        let fields = vec![
            field(Text::UserId, text, digits, &own.id),
            field(Text::DisplayName, text, Letters::Small, &own.description),
            field(Text::AuthenticationName, text, digits, &own.auth_name),
            field(Text::AuthenticationPassword, FieldKind::Secret, Letters::Small, password),
            Field::new(Text::SipProxyAddress, FieldKind::Host, digits).with_text(&server),
        ];
        self.open_form(Form::new(FormKind::Account(index), Text::SipDetails, fields));
    }

    /// Takes what was entered of an account: all of it, or nothing if a value is none.
    pub(super) fn enter_account(&mut self, index: u8, values: [String; 5]) {
        let [id, name, user, password, server] = values.map(|value| value.trim().to_owned());
        if id.is_empty() {
            return self.notify(Text::EnterUserName);
        }
        let user = if user.is_empty() { id.clone() } else { user };
        let texts = [
            (&line::ID, Text::UserId, id),
            (&line::DESCRIPTION, Text::DisplayName, name),
            (&line::AUTH_NAME, Text::AuthenticationName, user),
        ];
        let mut trial = self.config.clone();
        let mut refused = |path: String, value: &str| trial.set(&path, value).is_err();
        let wrong = texts
            .iter()
            .map(|(setting, label, value)| (setting.param.path_at(index.into()), label, value))
            .chain([
                (
                    line::AUTH_PASSWORD.param.path_at(index.into()),
                    &Text::AuthenticationPassword,
                    &password,
                ),
                (proxy::PROXY_ADDRESS.param.path_at(0.into()), &Text::SipProxyAddress, &server),
            ])
            .find(|(path, _, value)| !value.is_empty() && refused(path.clone(), value));
        if let Some((_, label, _)) = wrong {
            return self.notify(label.clone().and(Text::CannotBeSet));
        }
        let chosen = texts
            .iter()
            .try_for_each(|(setting, _, value)| self.set_of_account(setting, index, value))
            .and_then(|()| self.set_of_account(&line::AUTH_PASSWORD, index, &password))
            .and_then(|()| self.set_of_account(&line::ENABLED, index, "1"))
            .and_then(|()| self.choose_server(&server));
        match chosen {
            Ok(()) => {
                self.pages.clear();
                self.restart();
            }
            Err(error) => self.cannot_set(&error),
        }
    }

    fn set_of_account<T>(
        &mut self,
        setting: &'static Setting<T>,
        line: u8,
        value: &str,
    ) -> Result<(), SetError> {
        if self.config.text_of(&setting.param, line.into()) == value {
            return Ok(());
        }
        self.choose(setting, line, value)
    }

    /// Lets the lines register at another server.
    fn choose_server(&mut self, server: &str) -> Result<(), SetError> {
        let before = self.config.get(&proxy::PROXY_ADDRESS).unwrap_or_default();
        if server.is_empty() || server == before {
            return Ok(());
        }
        self.choose(&proxy::PROXY_ADDRESS, 0, server)?;
        self.choose(&proxy::USE_PROXY, 0, "1")
    }
}
