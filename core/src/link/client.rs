//! The phone's end of the link: connects, greets, resumes, numbers requests, notices silence.
