//! A typed line on its way to a meaning.

use super::token::{Kind, Token};

/// The tokens of a line, and which of them are recognised.
pub(super) struct Line<'t> {
    tokens: &'t [Token<'t>],
    taken: Vec<bool>,
}

/// A direction to look in.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Back,
    On,
}

impl<'t> Line<'t> {
    pub(super) fn new(tokens: &'t [Token<'t>]) -> Self {
        Self {
            tokens,
            taken: vec![false; tokens.len()],
        }
    }

    pub(super) const fn tokens(&self) -> &'t [Token<'t>] {
        self.tokens
    }

    pub(super) fn take(&mut self, at: usize) {
        self.taken[at] = true;
    }

    pub(super) fn is_taken(&self, at: usize) -> bool {
        self.taken[at]
    }

    /// The nearest token that is not `skipped`.
    pub(super) fn near(
        &self,
        at: usize,
        step: Step,
        skipped: impl Fn(&Kind<'t>) -> bool,
    ) -> Option<usize> {
        let stays = |at: &usize| !skipped(&self.tokens[*at].kind);
        match step {
            Step::Back => (0..at).rev().find(stays),
            Step::On => (at + 1..self.tokens.len()).find(stays),
        }
    }
}
