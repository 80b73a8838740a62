package dev.vivarium.sandbox.contract;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What every engine keeps, asked from inside of real sandboxes. A subclass opens the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SandboxEngineContract
        implements IsolationContract, LimitsContract, ExecContract, LogContract, LifeCycleContract {

    private @Nullable EngineUnderTest subject;

    /** Called once, before the first test. */
    protected abstract EngineUnderTest open() throws Exception;

    @BeforeAll
    final void openSubject() throws Exception {
        subject = open();
    }

    @AfterAll
    final void closeSubject() throws Exception {
        if (subject != null) {
            subject.close();
        }
    }

    @Override
    public EngineUnderTest subject() {
        return Objects.requireNonNull(subject, "open() failed");
    }
}
