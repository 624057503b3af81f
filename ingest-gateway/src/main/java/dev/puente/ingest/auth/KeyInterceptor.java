package dev.puente.ingest.auth;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets a request reach its handler only with a key of the needed scope, and hands the {@link
 * Caller} to the handler's parameter of that type.
 */
public final class KeyInterceptor implements HandlerInterceptor, HandlerMethodArgumentResolver {
  private static final String CALLER = Caller.class.getName();

  private final ApiKeys keys;

  /** Asks this index. */
  public KeyInterceptor(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!(handler instanceof HandlerMethod method)
        || !method.getBeanType().getName().startsWith("dev.puente.")
        || method.hasMethodAnnotation(NeedsNoKey.class)) {
      return true;
    }
    Caller caller = authenticate(request);
    NeedsScope needed = method.getMethodAnnotation(NeedsScope.class);
    if (needed == null || !caller.mayAny(needed.value())) {
      throw Problem.of(ProblemCode.FORBIDDEN).exception();
    }
    request.setAttribute(CALLER, caller);
    return true;
  }

  /**
   * The caller of a request.
   *
   * @throws dev.puente.ingest.problem.ProblemException 401 without a valid key
   */
  public Caller authenticate(HttpServletRequest request) {
    return keys.caller(request.getHeader("Authorization"))
        .orElseThrow(
            () ->
                Problem.of(ProblemCode.UNAUTHENTICATED)
                    .header("WWW-Authenticate", "Bearer")
                    .exception());
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Caller.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @org.jspecify.annotations.Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @org.jspecify.annotations.Nullable WebDataBinderFactory binderFactory) {
    Object caller = request.getAttribute(CALLER, RequestAttributes.SCOPE_REQUEST);
    if (caller == null) {
      throw new IllegalStateException("a handler without NeedsScope asks for the caller");
    }
    return caller;
  }
}
