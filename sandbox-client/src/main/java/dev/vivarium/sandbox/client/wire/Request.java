package dev.vivarium.sandbox.client.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.TerminalSize;

/** Everything that the manager can be asked. There is no verb that names a path, a device or a program of the host. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verb")
@JsonSubTypes({
    @Type(name = "info", value = Request.Info.class),
    @Type(name = "doctor", value = Request.Doctor.class),
    @Type(name = "stacks", value = Request.Stacks.class),
    @Type(name = "create", value = Request.Create.class),
    @Type(name = "list", value = Request.ListSandboxes.class),
    @Type(name = "usage", value = Request.UsageOf.class),
    @Type(name = "ports", value = Request.Ports.class),
    @Type(name = "portSocket", value = Request.PortSocket.class),
    @Type(name = "exec", value = Request.StartExec.class),
    @Type(name = "find", value = Request.Find.class),
    @Type(name = "status", value = Request.Status.class),
    @Type(name = "write", value = Request.Write.class),
    @Type(name = "resize", value = Request.Resize.class),
    @Type(name = "kill", value = Request.Kill.class),
    @Type(name = "forget", value = Request.Forget.class),
    @Type(name = "stop", value = Request.Stop.class),
    @Type(name = "attach", value = Request.Attach.class),
    @Type(name = "exited", value = Request.Exited.class),
    @Type(name = "subscribe", value = Request.Subscribe.class),
})
public sealed interface Request {

    /** One answer, then the connection is free for the next request. */
    sealed interface Call extends Request {}

    /** One answer, then frames until the connection ends. */
    sealed interface Stream extends Request {}

    record Info() implements Call {}

    record Doctor() implements Call {}

    record Stacks() implements Call {}

    record Create(SandboxSpec spec) implements Call {}

    record ListSandboxes() implements Call {}

    record UsageOf(SandboxId id) implements Call {}

    record Ports(SandboxId id) implements Call {}

    record PortSocket(SandboxId id, int port) implements Call {}

    record StartExec(SandboxId id, ExecSpec spec) implements Call {}

    record Find(ExecId id) implements Call {}

    record Status(ExecId id) implements Call {}

    /** At most {@link Limits#INPUT} bytes. Answered once the process's terminal took them. */
    record Write(ExecId id, byte[] bytes) implements Call {}

    record Resize(ExecId id, TerminalSize size) implements Call {}

    record Kill(ExecId id, Cause cause) implements Call {}

    record Forget(ExecId id) implements Call {}

    record Stop(SandboxId id, Cause cause) implements Call {}

    /** Frames of the log from {@code since} on. */
    record Attach(ExecId id, long since) implements Stream {}

    /** One frame {@link Frame.Type#END} once the exec is gone. */
    record Exited(ExecId id) implements Stream {}

    /** Frames {@link Frame.Type#EVENT}. */
    record Subscribe() implements Stream {}
}
